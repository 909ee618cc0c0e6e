"""The language of texts and queries; both are analysed in the same way."""
