/** Watches the fences at the name servers, so that each cell learns the decisions of other cells. */
@NullMarked
package io.signalbox.actuator.watch;

import org.jspecify.annotations.NullMarked;
