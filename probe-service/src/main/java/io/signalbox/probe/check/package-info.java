/** A check and its result: what every kind of check implements, and the parts that several kinds share. */
@NullMarked
package io.signalbox.probe.check;

import org.jspecify.annotations.NullMarked;
