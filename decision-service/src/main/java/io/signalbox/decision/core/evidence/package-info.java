/** Observations to verdicts: thresholds, vantage health, quorum. Pure. */
@NullMarked
package io.signalbox.decision.core.evidence;

import org.jspecify.annotations.NullMarked;
