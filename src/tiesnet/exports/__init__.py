"""Floor 7: from measures to files: workbook, report, GraphML, provenance."""
