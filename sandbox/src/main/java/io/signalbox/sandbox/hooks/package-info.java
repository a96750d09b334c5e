/** A webhook receiver that keeps every delivery. */
@NullMarked
package io.signalbox.sandbox.hooks;

import org.jspecify.annotations.NullMarked;
