/** The drill calendar: what is due is ordered like an operator would. */
@NullMarked
package io.signalbox.decision.calendar;

import org.jspecify.annotations.NullMarked;
