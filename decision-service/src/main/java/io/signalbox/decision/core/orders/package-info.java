/** What operators and the calendar ask for: overrides, approvals, drills, cancellations, acknowledgements. */
@NullMarked
package io.signalbox.decision.core.orders;

import org.jspecify.annotations.NullMarked;
