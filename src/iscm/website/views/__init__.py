"""One module a part of the site: each view reads an address, asks the register, and renders."""
