/** How many observations a second the real decision-service takes in, with its broker and its load on the same machine. */
@NullMarked
package io.signalbox.bench.stream;

import org.jspecify.annotations.NullMarked;
