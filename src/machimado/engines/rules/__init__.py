"""Law as data: answers, reasons, deadlines."""
