/** Wiring: configuration, beans, health, metrics. */
@NullMarked
package io.signalbox.decision.app;

import org.jspecify.annotations.NullMarked;
