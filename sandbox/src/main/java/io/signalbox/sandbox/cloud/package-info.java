/**
 * The control planes of AWS other than DNS, on loopback. As strict as the real ones.
 */
@NullMarked
package io.signalbox.sandbox.cloud;

import org.jspecify.annotations.NullMarked;
