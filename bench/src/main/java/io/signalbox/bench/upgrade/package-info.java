/** Services of two versions beside each other. */
@NullMarked
package io.signalbox.bench.upgrade;

import org.jspecify.annotations.NullMarked;
