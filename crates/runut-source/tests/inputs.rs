//! What paths name: files, folders, lists.

use std::{fs, path::Path};

use runut_source::{Error, Input, inputs, pages, paths_from};

fn names(found: &[Result<Input, Error>], below: &Path) -> Vec<String> {
    found
        .iter()
        .map(|input| match input {
            Ok(Input::File(path)) => {
                path.strip_prefix(below).expect("it is below").display().to_string().replace('\\', "/")
            }
            Ok(Input::Stdin) => "-".to_owned(),
            Ok(Input::Url(url)) => url.clone(),
            Err(error) => format!("error: {error}"),
        })
        .collect()
}

#[test]
fn a_folder_stands_for_its_reports_sorted_and_a_named_file_for_itself() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let at = folder.path();
    for path in ["b/2.txt", "b/1.HTML", "a.htm", "c.txt", "picture.png", ".hidden/x.txt", "b/.y.txt"] {
        let path = at.join(path);
        fs::create_dir_all(path.parent().expect("it has one")).expect("it can be made");
        fs::write(path, "Isi.").expect("it can be written");
    }
    let found = inputs(&[at.to_owned(), at.join("picture.png"), "-".into()]);
    assert_eq!(names(&found, at), ["a.htm", "b/1.HTML", "b/2.txt", "c.txt", "picture.png", "-"]);
}

#[test]
fn what_is_not_there_is_named_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let there = folder.path().join("ada.txt");
    fs::write(&there, "Isi.").expect("it can be written");
    let found: Vec<_> = pages(inputs(&[folder.path().join("tiada.txt"), there])).collect();
    let [Err(error), Ok(page)] = &found[..] else { panic!("wanted an error and a page: {found:?}") };
    assert!(matches!(error, Error::Missing { .. }) && error.to_string().contains("tiada.txt"), "{error}");
    assert_eq!((page.id.as_str(), &page.bytes[..]), ("ada", &b"Isi."[..]));
}

#[test]
fn a_list_names_paths_line_by_line() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let list = folder.path().join("list");
    fs::write(&list, "satu.txt\r\n\ndua tiga.txt\n").expect("it can be written");
    assert_eq!(paths_from(&list).expect("it is a list"), [Path::new("satu.txt"), Path::new("dua tiga.txt")]);
    fs::write(&list, b"satu\ndua\xFF\n").expect("it can be written");
    assert!(matches!(paths_from(&list), Err(Error::ListNotText { line: 2, .. })));
    assert!(matches!(paths_from(folder.path()), Err(Error::ListIsFolder { .. })));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_into_its_folder_is_an_error_and_no_endless_walk() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    std::os::unix::fs::symlink(folder.path(), folder.path().join("kembali")).expect("links can be made");
    let found = inputs(&[folder.path()]);
    assert!(matches!(found[..], [Err(Error::Loop { .. })]), "{found:?}");
}
