/** Backtests over REST: replays the observations of a time range with two policies. */
@NullMarked
package io.signalbox.decision.backtest;

import org.jspecify.annotations.NullMarked;
