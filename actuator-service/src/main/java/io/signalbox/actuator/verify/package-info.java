/** The command {@code verify}: experiments on a real account that show whether AWS behaves as Signalbox relies on. */
@NullMarked
package io.signalbox.actuator.verify;

import org.jspecify.annotations.NullMarked;
