"""Calendar feeds: somebody's deadlines as RFC 5545 has them, for the calendar programs that subscribe to them."""
