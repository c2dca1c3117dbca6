// Command tools is kubectl, kstatus and argocd-health in one binary: it is the one whose name it is called by.
// "kstatus object.json" says what Flux makes of an object, "argocd-health script.lua object.json" what Argo CD does.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"k8s.io/component-base/cli"
	"k8s.io/kubectl/pkg/cmd"
	"k8s.io/kubectl/pkg/cmd/util"
)

func main() {
	switch name := filepath.Base(os.Args[0]); name {
	case "kubectl":
		if err := cli.RunNoErrOutput(cmd.NewDefaultKubectlCommand()); err != nil {
			util.CheckErr(err)
		}
	case "kstatus":
		answer(kstatus(os.Args[1]))
	case "argocd-health":
		answer(argocdHealth(os.Args[1], os.Args[2]))
	default:
		fmt.Fprintf(os.Stderr, "%q is none of kubectl, kstatus, argocd-health.\n", name)
		os.Exit(2)
	}
}

func answer(text string, err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(text)
}
