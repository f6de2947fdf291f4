"""The wording of the questionnaire in English."""

from collections.abc import Mapping

TEXTS: Mapping[str, str] = {
    "language": "English (en)",
    "title": "Survey of ties between firms",
    # the sheets
    "sheet_start": "Start here",
    "sheet_firm": "Your firm",
    "sheet_trust": "Trust",
    "sheet_external": "Other partners",
    "sheet_memberships": "Memberships",
    "sheet_vision": "Opinions",
    # instructions
    "start_purpose": "This questionnaire asks with whom your firm works, trades and exchanges "
    "knowledge. The answers show where the firms of this list could gain from knowing each "
    "other better.",
    "start_how": "How to fill it in",
    "start_1": "Answer for your firm as a whole. The person who knows its customers, suppliers "
    "and partners best should fill it in.",
    "start_2": "Begin with the sheet “{sheet}” and choose your firm from the list.",
    "start_3": "Then go through the sheets from left to right. White cells with a frame are for "
    "your answers; click on one to see a list of choices or a hint.",
    "start_4": "Each list of firms asks one question. Where there is a tie, enter its strength "
    "(1, 2 or 3). Where there is none, leave the cell empty or enter 0.",
    "start_5": "When you have gone through a list, answer “{yes}” above it. Only then do empty "
    "cells mean “no tie”. Without it they count as not answered.",
    "start_6": "You may leave out any question. Save the file and send it back as it is; please "
    "do not rename or change the firms in the lists.",
    "start_data": "What happens with your answers",
    "data_1": "Taking part is voluntary. You may leave out questions, and ask later for your "
    "answers to be deleted.",
    "data_2": "The people who carry out this survey read the answers. They are used to describe "
    "the ties between the firms, and for nothing else.",
    "data_3": "If you do not agree to be shown by name, your firm appears without its name. In a "
    "small group, people who know each other well may recognise it all the same.",
    "data_4": "Names, e-mail addresses and telephone numbers of persons are only used to get "
    "back to you. They are never part of any result.",
    # the respondent
    "firm": "Which firm do you answer for?",
    "firm_hint": "Choose it from the list.",
    "agree": "Do you agree to take part in this survey?",
    "agree_hint": "With “{no}”, nothing else is read from this form.",
    "named": "May your firm be shown by name in the results?",
    "named_hint": "Without an answer your firm is not shown by name.",
    "yes": "yes",
    "no": "no",
    "part_consent": "Your agreement",
    "part_contact": "Whom we may ask if something is unclear",
    "part_contact_note": "Private: never part of any result.",
    "person": "Name of the person who answers",
    "email": "E-mail",
    "phone": "Telephone",
    "part_attributes": "About your firm",
    "stage": "What is the main activity of your firm in the value chain?",
    "sector": "In which sector does your firm mainly work?",
    "location": "In which town or municipality is your firm?",
    "size": "How many people work in your firm, owners included?",
    "founded": "In which year was your firm founded?",
    "exports": "What percentage of its sales does your firm export?",
    "offers": "What could your firm offer to others (capacity, machines, knowledge, contacts)?",
    "seeks": "What is your firm looking for (suppliers, customers, knowledge, partners)?",
    "hint_text": "A few words.",
    "hint_integer": "A whole number.",
    "hint_year": "A year, such as 1998.",
    "hint_percent": "A number from 0 to 100.",
    "hint_stage": "Choose from the list.",
    # lists of firms
    "done": "I have gone through the whole list; where I entered nothing there is no tie.",
    "done_hint": "“{yes}” turns empty cells into “no tie”.",
    "column_firm": "Firm",
    "column_strength": "Strength of the tie",
    "own_firm": "Leave out your own firm.",
    "scale": "Scale",
    "formal": "Formal ties only: there is an order, a contract, an invoice or a written "
    "agreement behind them.",
    "informal": "Informal ties: nothing needs to be written down or paid.",
    "nobody": "None of these firms",
    "no_answer": "Prefers not to answer",
    "alone": "“{nobody}” and “{no_answer}” cannot be chosen together with firms.",
    "select_hint": "Choose all that apply.",
    "how_strong": "How strong is the tie with {firm}?",
    "importance_0": "no tie",
    "importance_1": "minor",
    "importance_2": "important",
    "importance_3": "one of the most important",
    "frequency_0": "no tie",
    "frequency_1": "a few times a year",
    "frequency_2": "about every month",
    "frequency_3": "every week or more often",
    "closeness_0": "no friendship",
    "closeness_1": "on good terms, meeting now and then outside of business",
    "closeness_2": "friends",
    "closeness_3": "close friends",
    # relations: name of the sheet, question, direction
    "sells_to": "Sells to",
    "sells_to_question": "To which of these firms did your firm sell goods or services in the "
    "last 12 months?",
    "sells_to_direction": "Direction: your firm sells, the other firm buys.",
    "buys_from": "Buys from",
    "buys_from_question": "From which of these firms did your firm buy goods or services in the "
    "last 12 months?",
    "buys_from_direction": "Direction: your firm buys, the other firm sells.",
    "projects": "Joint projects",
    "projects_question": "With which of these firms did your firm have a contract of cooperation "
    "or a joint project (development, purchasing, sales, training) in the last 12 months?",
    "projects_direction": "Direction: none; both firms take part.",
    "asks_advice": "Asks for advice",
    "asks_advice_question": "Which of these firms did your firm ask for advice on technical or "
    "business questions in the last 12 months?",
    "asks_advice_direction": "Direction: your firm asks, the other firm gives advice.",
    "gives_advice": "Gives advice",
    "gives_advice_question": "Which of these firms asked your firm for advice on technical or "
    "business questions in the last 12 months?",
    "gives_advice_direction": "Direction: the other firm asks, your firm gives advice.",
    "information": "Exchanges information",
    "information_question": "With which of these firms did your firm exchange useful information "
    "(on markets, prices, staff, technology) in the last 12 months?",
    "information_direction": "Direction: none; it goes both ways.",
    "equipment": "Shares equipment",
    "equipment_question": "With which of these firms did your firm lend or borrow machines, "
    "tools, space or staff as a favour in the last 12 months?",
    "equipment_direction": "Direction: none; either firm may have lent.",
    "friendship": "Friendship",
    "friendship_question": "Which of these firms are run by people who are friends of those "
    "who run your firm?",
    "friendship_direction": "Direction: none; it is mutual.",
    # trust
    "trust_question": "How much do you trust the firms with which your firm has a tie?",
    "trust_note": "Answer only for firms with which your firm has some tie; leave the others "
    "empty. An empty cell says nothing about trust.",
    "trust_firm": "How much do you trust {firm}?",
    "column_trust": "Trust",
    "trust_1": "not at all",
    "trust_2": "little",
    "trust_3": "partly",
    "trust_4": "much",
    "trust_5": "fully",
    # partners outside the list
    "external_question": "Which partners that are not in the list are important to your firm, "
    "wherever they are?",
    "external_note": "Customers, suppliers, universities, consultants, authorities, banks, "
    "persons: one per line. For each, enter the strength of the ties that exist (1, 2 or 3).",
    "external_add": "Is there a partner to add who is not in the list?",
    "partner_name": "Name of the partner",
    "partner_kind": "What it is",
    "partner_place": "Town",
    "partner_country": "Country",
    "kind_firm": "firm",
    "kind_research": "university or research centre",
    "kind_government": "public authority",
    "kind_association": "association",
    "kind_finance": "bank or fund",
    "kind_services": "consultant or service provider",
    "kind_person": "person",
    "kind_other": "other",
    # memberships
    "memberships_question": "To which associations, joint projects, fairs or groups does your "
    "firm belong, or in which did it take part in the last 12 months?",
    "memberships_note": "One per line, with its usual name.",
    "member_name": "Name",
    "member_type": "What it is",
    "type_association": "association or chamber",
    "type_project": "joint project or consortium",
    "type_fair": "fair or mission",
    "type_other": "other group",
    # statements
    "vision_question": "How far do you agree with these statements?",
    "column_statement": "Statement",
    "column_answer": "Answer",
    "agree_1": "strongly disagree",
    "agree_2": "disagree",
    "agree_3": "neither agree nor disagree",
    "agree_4": "agree",
    "agree_5": "strongly agree",
    "same_goals": "The firms here share the same goals.",
    "same_direction": "Most firms here agree with us on where the cluster should go.",
    "solve_together": "Problems that concern all firms here are best solved together.",
    "same_quality": "The firms here have the same idea of what good work is.",
    "own_interest": "Each firm here follows its own interest only.",
    "thanks": "Thank you. Please save the file and send it back.",
}
