"""The staff's workbench under `/personal`, in Gradio, which only `app` imports."""
