/** Routing controls of Amazon Application Recovery Controller. */
@NullMarked
package io.signalbox.actuator.recovery;

import org.jspecify.annotations.NullMarked;
