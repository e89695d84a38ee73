"""What may be asked for and what is answered, as types: the description of the API is made from them."""
