/** Benchmarks. Each main prints its figures and ends with one line for machines. */
@NullMarked
package io.signalbox.bench;

import org.jspecify.annotations.NullMarked;
