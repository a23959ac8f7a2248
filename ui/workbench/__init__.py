"""The staff's workbench under `/personal`; only its modules import gradio."""
