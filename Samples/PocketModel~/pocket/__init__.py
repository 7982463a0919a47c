"""The pocket model: a text-to-material latent diffusion model of a few megabytes, made from nothing but numbers."""
