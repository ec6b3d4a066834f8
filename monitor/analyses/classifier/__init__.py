"""The classifier: which texts resemble those that checkers found false; never a verdict.

``model`` scores, ``explaining`` takes a score apart, ``domain`` says where it may not speak,
``training`` fits, ``keeping`` writes and reads. scikit-learn is imported only by ``training``.
"""

from monitor.analyses.classifier.keeping import load, save, shipped
from monitor.analyses.classifier.model import Classifier, Judgement

__all__ = ["Classifier", "Judgement", "load", "save", "shipped"]
