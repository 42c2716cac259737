// An embedder imports Baton and nothing else: the words of its API come along.

@_exported public import BatonModel
@_exported public import BatonTime
