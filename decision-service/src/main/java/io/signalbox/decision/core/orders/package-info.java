/** Orders of operators and of the calendar: overrides, approvals, drills, cancellations, acknowledgements. */
@NullMarked
package io.signalbox.decision.core.orders;

import org.jspecify.annotations.NullMarked;
