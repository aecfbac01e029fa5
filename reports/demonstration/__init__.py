"""What does a newcomer meet? The real forums of the public record, with sample people, meetings and papers.

founding.py holds the public facts; everything else here is invented and marked as sample data.
"""
