// Creates with cdk8s the Kubernetes objects of the given file, and writes them as cdk8s does.
// Usage: node synth.js objects.json outdir
const fs = require("fs");
const { App, Chart, ApiObject } = require("cdk8s");

const [objectsFile, outdir] = process.argv.slice(2);
const app = new App({ outdir });
const chart = new Chart(app, "objects");
JSON.parse(fs.readFileSync(objectsFile, "utf8")).forEach((object, i) => {
  const { apiVersion, kind, metadata, ...rest } = object;
  new ApiObject(chart, `${kind}-${i}`, { apiVersion, kind, metadata, ...rest });
});
app.synth();
