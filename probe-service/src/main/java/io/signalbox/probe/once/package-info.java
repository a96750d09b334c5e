/** Checks that are made once, for a person, with everything that was seen on the way. */
@NullMarked
package io.signalbox.probe.once;

import org.jspecify.annotations.NullMarked;
