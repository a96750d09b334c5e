/** {@code make mutation}: runs pitest over the core of decision-service. */
@NullMarked
package io.signalbox.bench.mutation;

import org.jspecify.annotations.NullMarked;
