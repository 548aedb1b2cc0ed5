"""A presentation: frames taken from any page, as they were shown, in an order of one's own."""

from .frame import Deck, Frame, Question
