export interface HostListing {
  readonly folders: readonly { readonly id: string; readonly name: string }[];
  readonly files: readonly { readonly id: string; readonly name: string; readonly bytes: number }[];
}

export interface ChooserQuestion {
  readonly top: HostListing;
  list(folder: string | null): Promise<HostListing>;
  /** Ids of the chosen files, `upload` to take a file of this machine instead, or null for none. */
  answer(choice: readonly string[] | 'upload' | null): void;
}

/** The question which served files to open, while it stands; a dialog shows it. */
export class HostChooser {
  question = $state.raw<ChooserQuestion | null>(null);

  choose(top: HostListing, list: ChooserQuestion['list']): Promise<readonly string[] | 'upload' | null> {
    this.question?.answer(null);
    return new Promise((resolve) => {
      this.question = {
        top,
        list,
        answer: (choice) => {
          this.question = null;
          resolve(choice);
        },
      };
    });
  }
}
