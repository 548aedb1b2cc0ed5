"""Bæreevne. Start it with ``streamlit run app.py``.

Streamlit imports this file once as the server's application, and runs it as a script for every
session and change; the two have different names for the module.
"""

import streamlit as st

if __name__ == "__main__":
    from projections.ui import shell

    shell.run()
else:
    from projections.ui import front

    front.prepare_server()
    app = st.App(__file__, middleware=front.MIDDLEWARE, on_script_error=front.on_script_error)
