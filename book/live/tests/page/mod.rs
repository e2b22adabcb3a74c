//! What a page does with a committed file, in Rust.

use std::io::Read;
use std::path::PathBuf;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use wasmi::{Engine, Instance, Linker, Memory, Module, Store, TypedFunc};

/// The committed file of that name, or another one to try, in the folder `LIVE_SCRIPTS`.
fn script(name: &str) -> String {
    let tried = std::env::var("LIVE_SCRIPTS").map(PathBuf::from);
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/../src/live");
    let folder = tried.unwrap_or_else(|_| committed.into());
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn web_assembly(name: &str) -> Vec<u8> {
    let script = script(name);
    let text = script.split('"').nth(1).expect("one string, in quotes");
    let compressed = STANDARD.decode(text).unwrap();
    let mut bytes = Vec::new();
    GzDecoder::new(&*compressed).read_to_end(&mut bytes).unwrap();
    bytes
}

pub struct Page {
    store: Store<()>,
    memory: Memory,
    room: TypedFunc<u32, u32>,
    answer: TypedFunc<(), u32>,
    answer_start: TypedFunc<(), u32>,
}

impl Page {
    /// Loads the file of that name.
    pub fn open(name: &str) -> Page {
        let engine = Engine::default();
        let module = Module::new(&engine, web_assembly(name)).unwrap();
        let mut store = Store::new(&engine, ());
        let instance: Instance = Linker::new(&engine)
            .instantiate_and_start(&mut store, &module)
            .unwrap();
        Page {
            memory: instance.get_memory(&store, "memory").unwrap(),
            room: instance.get_typed_func(&store, "room").unwrap(),
            answer: instance.get_typed_func(&store, "answer").unwrap(),
            answer_start: instance.get_typed_func(&store, "answer_start").unwrap(),
            store,
        }
    }

    pub fn ask(&mut self, question: &[u8]) -> Vec<u8> {
        let length = u32::try_from(question.len()).unwrap();
        let room = self.room.call(&mut self.store, length).unwrap();
        self.memory.write(&mut self.store, room as usize, question).unwrap();
        let length = self.answer.call(&mut self.store, ()).unwrap();
        let start = self.answer_start.call(&mut self.store, ()).unwrap();
        let mut answer = vec![0; length as usize];
        self.memory.read(&self.store, start as usize, &mut answer).unwrap();
        answer
    }
}
