/** The whole world on one machine, for the demonstration and for the end-to-end tests. */
@NullMarked
package io.signalbox.sandbox;

import org.jspecify.annotations.NullMarked;
