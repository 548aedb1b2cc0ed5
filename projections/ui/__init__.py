"""The screen: the only part of the library that imports Streamlit."""
