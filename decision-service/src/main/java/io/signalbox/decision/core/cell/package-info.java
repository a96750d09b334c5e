/** All services of a cell together: one writer of their states and of the fleet's. */
@NullMarked
package io.signalbox.decision.core.cell;

import org.jspecify.annotations.NullMarked;
