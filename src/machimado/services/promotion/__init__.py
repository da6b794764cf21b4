"""The promotion board: the policy's thirteen initiatives, their KPIs, and what the journal says of them."""
