/** One service's state machine: takes one event, or the passing of time, through the packages below it. */
@NullMarked
package io.signalbox.decision.core.machine;

import org.jspecify.annotations.NullMarked;
