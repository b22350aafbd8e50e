// Resolves a relative import to the file that it would mean, whether or not that file exists, so that the samples of
// floors.test.ts depend on no file of the tree.
const path = require('node:path')

exports.interfaceVersion = 2

/** @param {string} source @param {string} importer */
exports.resolve = (source, importer) =>
  source.startsWith('.')
    ? { found: true, path: `${path.resolve(path.dirname(importer), source)}.ts` }
    : { found: false }
