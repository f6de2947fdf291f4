"""The kinds of problems a survey can have, with their severity and usual repair."""

from __future__ import annotations

from typing import NamedTuple


class ProblemKind(NamedTuple):
    """One kind of problem.

    ``severity`` is error (the row or value cannot be used as it is), warning (used, but look at
    it) or note (good to know).
    """

    code: str
    severity: str
    meaning: str
    repair: str


_KINDS = """
unreadable_file | error | A file cannot be read. | Save it again as .xlsx.
encoding | note | A text file is not in UTF-8. | Save it as CSV UTF-8.
broken_line | error | A line of a network file cannot be read. | Correct it, or export it again.
no_ties | error | There is no table of ties. | Add a table named 'ties'.
missing_column | error | A required column is missing. | Add the column.
empty_sheet | warning | A table holds no rows. | Fill it in or delete it.
duplicate_table | error | Two sheets claim one table. | Keep one of them.
sheet_not_read | note | A sheet or file was not read. | Rename it if it counts.
part_not_read | warning | A part of a file was not read. | Look whether it counts.
hidden_sheet | note | A hidden sheet was read. | Delete it if it does not count.
hidden_cells | note | Hidden rows or columns were read. | Delete them if they do not count.
rows_skipped | note | Rows were marked to be skipped. | Change the mark if they count.
matrix_labels | error | Rows and columns of a matrix differ. | Give both the same names.
matrix_unnamed | error | A row or column of a matrix has no name. | Fill in the name.
matrix_diagonal | note | A matrix ties firms to themselves. | Leave the diagonal empty.
matrix_totals | note | Totals of a matrix were left out. | Delete them.
merged_cells | warning | Merged cells hold one value. | Unmerge and fill them.
ambiguous_column | error | Two columns claim one name. | Rename one of them.
duplicate_header | warning | Two columns have one header. | Rename one of them.
header_repeated | note | The header stands again among the rows. | Delete it there.
second_table | warning | A sheet holds a second table. | Move it to a sheet of its own.
cell_outside_table | warning | Cells stand under no header. | Give them a header.
cell_too_long | error | A cell holds more text than a cell may hold. | Shorten it.
too_many_cells | error | A row has more cells than the header. | Quote the text.
unclosed_quote | error | A quotation mark is not closed. | Close or delete it.
error_cell | error | A cell holds a spreadsheet error. | Repair the formula.
formula_without_value | error | A formula has no stored result. | Save it in a spreadsheet program.
date_as_name | error | A name is a date. | Type the name again, as text.
control_characters | note | Control characters were taken out. | Retype it.
not_a_number | error | A number cannot be read. | Write it with digits only.
number_too_large | error | A number is larger than any that is possible. | Correct it.
ambiguous_number | warning | A number can be read in two ways. | Take out separators.
invalid_value | error | A value is none of those allowed. | Use one of them.
missing_id | error | An actor has no id. | Give it an id.
duplicate_actor | error | An actor stands twice in the table. | Keep one row.
same_name | warning | Two actors have one name. | Tell them apart or merge them.
similar_names | note | Two names are nearly the same. | Merge them if they are one.
total_like_name | warning | A name looks like a total or a 'none'. | Delete it if no firm.
formula_like_name | note | A name starts like a formula. | Check the name.
mixed_script_name | note | A word mixes alphabets. | Type the name again.
invisible_characters | note | A name holds invisible characters. | Type the name again.
broken_accents | note | A name looks wrongly decoded. | Save the file as CSV UTF-8.
unknown_stage | error | A stage is not in the stages table. | Add the stage.
missing_source_or_target | error | A tie or an introduction lacks an end. | Fill in both ends.
unknown_actor | error | A name is not in the actors table. | Add it there or correct the name.
unlisted_name | note | A form names somebody who is not among the firms asked. | Check the spelling.
ambiguous_name | error | A name belongs to several actors. | Use the id.
self_tie | error | An actor is tied or introduced to itself. | Correct one of the ends.
missing_relation | error | A tie does not say which relation. | Fill it in.
unknown_relation | error | A relation is not known. | Add it to 'relations'.
missing_wave | warning | A tie does not say which wave. | Fill it in.
duplicate_report | warning | A report stands twice. | Keep one row.
contradictory_reports | error | Reports of a tie contradict each other. | Check the questionnaire.
third_party_report | warning | A tie is reported by neither end. | Check the column reported_by.
strength_not_number | error | A strength is not a number. | Write a number.
strength_outside_scale | error | A strength is outside its scale. | Correct it or the scale.
strength_missing | note | A relation with a scale has no strength. | Fill it in.
trust_outside_scale | error | A trust value is outside its scale. | Correct it or the scale.
supply_against_stage_order | warning | A supply tie runs against the stages. | Check both stages.
duplicate_relation | error | A relation stands twice. | Keep one row.
duplicate_stage | error | A stage stands twice. | Keep one row.
inverse_contradiction | error | Inverse relations do not fit each other. | Make both rows agree.
unknown_respondent | error | A respondent is not in the actors table. | Add it there or correct it.
contradictory_responses | error | Two rows give two states. | Keep one row.
silent_but_reports | warning | A silent actor has reports of its own. | Correct its response.
choices_not_split | warning | Several answers share one cell. | Export one column per answer.
design_contradicts | warning | The design does not fit the answers. | Correct the design.
incomplete_change | error | A change of a firm is not complete. | Fill in its row.
reports_while_absent | warning | A firm reports in a round it was not there. | Check both tables.
named_while_absent | warning | A firm is named in a round it was not there. | Check both tables.
several_waves | note | The survey has several waves. | Choose the wave to use.
names_sheet | error | A file is no sheet of names. | Give the one that 'tiesnet names' wrote.
names_decision | error | A decision on a name cannot be used. | Correct it in the sheet of names.
names_other_survey | error | A sheet of names is from another survey. | Give the fitting one.
not_linked | warning | A name could not be linked to an actor. | Use the actor's id.
response_left_out | note | A response does not count. | Finish it in the tool if it should count.
missing_respondent | error | A response does not say which firm gave it. | Fill in the firm.
several_responses | warning | A firm answered several times. | Delete what does not count.
other_questionnaire | warning | A form is of another questionnaire. | Look whether it belongs here.
name_typed_over | error | A firm in a list was changed. | Use the form as it was sent.
answer_not_used | warning | An answer could not be used. | Ask what was meant.
item_not_answered | note | Cells of an answered question are empty. | Ask again.
answers_not_ranked | error | The order of answers in words is not known. | Say it in a mapping file.
private_columns | note | Private columns were not kept. | Nothing need be done.
code_like_strength | error | A number looks like a code for "no answer". | Say it in a mapping file.
ranks_as_strength | warning | Ranks were read as strengths. | Turn them round in a mapping file.
columns_not_used | note | Columns of answers were not used. | Name them in a mapping file.
unclear_form | error | It cannot be told what columns mean. | Write a mapping file ('tiesnet map').
mapping_error | error | A mapping file cannot be followed. | Correct it.
"""

PROBLEM_KINDS = {
    kind.code: kind
    for kind in (
        ProblemKind(*(part.strip() for part in line.split("|")))
        for line in _KINDS.strip().splitlines()
    )
}
