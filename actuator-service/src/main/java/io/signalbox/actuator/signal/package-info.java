/** Signals in Amazon S3. */
@NullMarked
package io.signalbox.actuator.signal;

import org.jspecify.annotations.NullMarked;
