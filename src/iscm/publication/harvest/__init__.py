"""The register for harvesters (OAI-PMH 2.0): what may be asked, and meetings and materials in the formats given out."""
