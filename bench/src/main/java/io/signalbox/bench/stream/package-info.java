/** The highest rate of observations that a real decision-service sustains, with broker and load on the same machine. */
@NullMarked
package io.signalbox.bench.stream;

import org.jspecify.annotations.NullMarked;
