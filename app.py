"""Bæreevne. Start it with ``streamlit run app.py``.

Streamlit imports this file once as the server's application, and runs it as a script for every
session and change; the two have different names for the module.
"""

import streamlit as st

from projections.ui import shell

if __name__ == "__main__":
    shell.run()
else:
    shell.prepare_server()
    app = st.App(__file__, middleware=shell.MIDDLEWARE, on_script_error=shell.on_script_error)
