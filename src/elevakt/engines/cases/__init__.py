"""Everything that takes steps: definitions, ledger, plan, forms, deadlines and case pages."""
