/** The demonstration: what happens, told as it happens, and how long each part of it took. */
@NullMarked
package io.signalbox.sandbox.demo;

import org.jspecify.annotations.NullMarked;
