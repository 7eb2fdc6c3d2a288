"""What every answer over HTTP needs: templates, style sheets and scripts, the headers of safety."""
