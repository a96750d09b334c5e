/** Backtests over REST: reads the observations of a time range and lets two policies live through them. */
@NullMarked
package io.signalbox.decision.backtest;

import org.jspecify.annotations.NullMarked;
