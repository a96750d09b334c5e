/** Reports on finished and running moves, made from a service's journal. No clock, no I/O. */
@NullMarked
package io.signalbox.decision.core.report;

import org.jspecify.annotations.NullMarked;
