/** Two policies on the same observations of the past, and how they compare. Pure. */
@NullMarked
package io.signalbox.decision.core.backtest;

import org.jspecify.annotations.NullMarked;
