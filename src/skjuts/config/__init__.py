"""The composition root: joins the parts that may not see one another."""
